"""The command line: thin commands over the pipeline; whatever is heavy is imported inside them."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from quizgen import __version__

if TYPE_CHECKING:
    from quizgen.pipeline import Work

F = TypeVar("F", bound=Callable[..., object])


class _EndedError(Exception):
    """The work ended from outside: by Ctrl-C, or because nobody reads the output any more."""

    def __init__(self, status: int, *lines: str) -> None:
        super().__init__(*lines)
        self.status = status
        self.lines = lines


class _Commands(click.Group):
    """A group that reports an end from outside itself; click would print an empty line and choose its own status."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            raise _EndedError(1, "stopped; no file is half written") from None
        except BrokenPipeError:
            raise _EndedError(0) from None


@click.group(
    cls=_Commands, invoke_without_command=True, no_args_is_help=False, subcommand_metavar="COMMAND [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip
@click.version_option(__version__, package_name="quizgen")
@click.pass_context
def cli(context: click.Context) -> None:
    """Turn Chinese documents into Anki decks of what has to be known by heart.

    \b
    quizgen deck 讲话.docx -o 讲话.apkg      a deck for Anki
    quizgen extract 讲话.docx               what was found, as a list
    """  # noqa: D301 - click wants the backspace itself
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(2)


def _inputs(command: F) -> F:
    """The arguments and options that every command shares."""
    command = click.argument("docs", nargs=-1, required=True, metavar="DOC...")(command)
    command = click.option("-q", "--quiet", is_flag=True, help="Print no report and no progress.")(command)
    return click.option("-v", "--verbose", is_flag=True, help="List what was left out, line by line.")(command)


def _rules(command: F) -> F:
    """The options that choose among the rules of finding."""
    command = click.option(
        "--without", multiple=True, metavar="RULE", callback=_known_rules,
        help="Leave out rules by the beginning of their dotted name: parallel, saying.maxim. May be given again.",
    )(command)  # fmt: skip
    return click.option(
        "--min-confidence", type=click.FloatRange(0, 1), default=0.58, show_default=True, metavar="0..1",
        help="Leave out what is found by rules that careful readers agree with less often.",
    )(command)  # fmt: skip


def _known_rules(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    from quizgen.detectors import KINDS

    for rule in value:
        if rule.split(".")[0] not in KINDS:
            raise click.BadParameter(f"no rule begins with {rule}; they begin with {', '.join(KINDS)}")
    return value


@cli.command(epilog="Examples: quizgen extract 讲话.docx; quizgen extract --format jsonl 讲话.docx 笔记.md")
@_inputs
@_rules
@click.option(
    "--format", "shape", type=click.Choice(["table", "jsonl", "tsv"]), default="table", show_default=True,
    help="A list for people, a JSON object a line, or tab-separated columns.",
)  # fmt: skip
@click.option("--explain", is_flag=True, help="Name the rule of each finding, and what rules turned down and why.")
def extract(
    docs: tuple[str, ...],
    shape: str,
    without: tuple[str, ...],
    min_confidence: float,
    quiet: bool,
    verbose: bool,
    explain: bool,
) -> None:
    """Print the formulations and sayings of documents.

    DOC is a file (.txt, .md, .docx), a folder of them, - for standard input, or a curated deck under decks/.
    """
    from quizgen import listing, pipeline, report
    from quizgen.detectors import Rules
    from quizgen.errors import NothingFoundError, one_line
    from quizgen.model import Problem

    shapes = {"table": listing.table, "jsonl": listing.jsonl, "tsv": listing.tsv}
    failed, empty, found = False, [], False
    if shape == "tsv":
        _print("\t".join(listing.COLUMNS))
    results = pipeline.found(docs, Rules(without, min_confidence))
    for result in _progress(results, quiet=quiet or sys.stdout.isatty()):
        if isinstance(result, Problem):
            failed = True
            _complain(result)
            continue
        document, seen = result
        findings = seen.findings
        found = found or bool(findings)
        if not findings:
            empty.append(document.name)
        if shape == "table" and not quiet:
            _print(f"{one_line(document.name)}: {report.found(findings)}")
        for line in listing.explained(document, seen) if explain else shapes[shape](document, findings):
            _print(line)
        if verbose:
            _complain(*(f"{d.why}: {one_line(d.text)}" for d in document.dropped))
        _complain(*document.problems)
    if not (found or failed):
        raise NothingFoundError(report.names(empty), "no formulation and no saying found", "-v shows what was left out")
    sys.exit(1 if failed else 0)


@cli.command(epilog="Examples: quizgen deck 讲话.docx -o 讲话.apkg; quizgen deck decks/zhengzhi -o 政治理论.apkg")
@_inputs
@_rules
@click.option(
    "-o", "--output", required=True, metavar="FILE",
    help="The deck: .apkg (import it in Anki), or .txt (Anki's text import). Built again over an older one, "
    "it keeps every learner's history.",
)  # fmt: skip
def deck(
    docs: tuple[str, ...], output: str, without: tuple[str, ...], min_confidence: float, quiet: bool, verbose: bool
) -> None:
    """Make an Anki deck of documents.

    DOC is a file (.txt, .md, .docx), a folder of them, - for standard input, or a curated deck under decks/.
    """
    from quizgen import exporters, pipeline, report
    from quizgen.detectors import Rules
    from quizgen.errors import NothingFoundError
    from quizgen.model import Problem

    exporters.exporter_for(output)  # an unknown ending has to show before the work, not after it
    done: list[Work] = []
    failed = False
    for result in _progress(pipeline.works(docs, output, Rules(without, min_confidence)), quiet=quiet):
        if isinstance(result, Problem):
            failed = True
            _complain(result)
            continue
        done.append(result)
        _complain(*(result.document.problems if result.document else ()), *result.deck.problems)
    if not any(work.deck.notes for work in done):
        nothing = NothingFoundError(
            report.names([work.name for work in done] or docs),
            "no formulation and no saying found, so nothing was written",
            "quizgen extract -v shows what was left out",
        )
        if not failed:
            raise nothing
        _complain(*([nothing] if done else []))
        sys.exit(1)
    written = pipeline.write_all(done, output)
    if not quiet:
        for line in report.deck_report(done, written, output, verbose=verbose):
            _print(line)
    sys.exit(1 if failed else 0)


T = TypeVar("T")


def _progress(items: Iterator[T], *, quiet: bool) -> Iterator[T]:
    """``items``, with a line on standard error that counts them while a person waits; none when it is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    # standard output is not a part of this display; by default rich would send it where the display goes
    columns = (SpinnerColumn(), TextColumn("{task.completed} done"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=None)
        for item in items:
            progress.advance(task)
            yield item


def _print(line: str) -> None:
    try:
        click.echo(line)
    except BrokenPipeError:
        raise
    except OSError as error:
        from quizgen.errors import OutputError

        what = f"cannot be written: {error.strerror}"
        raise OutputError("standard output", what, "send it somewhere else") from error


def _complain(*lines: object) -> None:
    for line in lines:
        print(f"quizgen: {line}", file=sys.stderr)  # not click.echo, which would write past the progress display


def main() -> None:
    """Run the command line; every failure is one line on standard error and an exit status."""
    _speak_utf8()
    try:
        status = cli.main(prog_name="quizgen", standalone_mode=False)
    except Exception as error:
        status, lines = _failure(error)
        _complain(*lines)
        _forget_output()
    sys.exit(status)


def _failure(error: Exception) -> tuple[int, Sequence[str]]:
    """The exit status and the lines for ``error``; what is a fault of ours rises again."""
    from quizgen.errors import QuizgenError, one_line

    if isinstance(error, _EndedError):
        return error.status, error.lines
    if isinstance(error, QuizgenError):
        return error.exit_status, [str(error)]
    if isinstance(error, click.ClickException):
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "quizgen"
        return error.exit_code, [f"{one_line(error.format_message().rstrip('.'))}; {command} --help shows how"]
    if isinstance(error, OSError):
        where = f"{one_line(str(error.filename))}: " if error.filename else ""
        return 1, [f"{where}{error.strerror or error}; free space, or look at the disk and your rights"]
    if isinstance(error, MemoryError):
        return 1, ["the memory is used up; close other programs or split the document"]
    raise error


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: a Chinese report in ASCII or a Windows code page is of use to nobody."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for as long as we run
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _forget_output() -> None:
    """Drop what could not be written, or Python tries again while it exits and prints a traceback."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
