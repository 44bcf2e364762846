"""The command line: thin commands over the pipeline; whatever is heavy is imported inside them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

import click

from quizgen import __version__

if TYPE_CHECKING:
    from quizgen.model import Problem
    from quizgen.pipeline import Work

F = TypeVar("F", bound=Callable[..., object])

_DOCUMENTS = (
    """DOC is a file (.txt, .md, .docx), a folder of them, - for standard input, or a curated deck under decks/."""
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="quizgen")
def cli() -> None:
    r"""Turn Chinese documents into Anki decks of what has to be known by heart.

    \b
    quizgen deck 讲话.docx -o 讲话.apkg      a deck for Anki
    quizgen extract 讲话.docx               what was found, as a list
    """


def _inputs(command: F) -> F:
    """The arguments and options that every command shares."""
    command = click.argument("docs", nargs=-1, required=True, metavar="DOC...")(command)
    command = click.option("-q", "--quiet", is_flag=True, help="Print no report and no progress.")(command)
    return click.option("-v", "--verbose", is_flag=True, help="List what was left out, line by line.")(command)


@cli.command(epilog="Examples: quizgen extract 讲话.docx; quizgen extract --format jsonl 讲话.docx 笔记.md")
@_inputs
@click.option(
    "--format", "shape", type=click.Choice(["table", "jsonl", "tsv"]), default="table", show_default=True,
    help="A list for people, a JSON object a line, or tab-separated columns.",
)  # fmt: skip
def extract(docs: tuple[str, ...], shape: str, quiet: bool, verbose: bool) -> None:
    """Print the formulations and sayings of documents.

    DOC is a file (.txt, .md, .docx), a folder of them, or - for standard input.
    """
    from quizgen import listing, pipeline, report
    from quizgen.errors import one_line
    from quizgen.model import Document, Problem

    failed: list[Problem] = []
    count = 0
    if shape == "tsv":
        click.echo("\t".join(listing.COLUMNS))
    for document in _progress(pipeline.documents(docs), quiet=quiet):
        if isinstance(document, Problem):
            failed.append(document)
            _complain([document])
            continue
        assert isinstance(document, Document)
        findings = pipeline.extract(document)
        count += len(findings)
        lines = {"table": listing.table, "jsonl": listing.jsonl, "tsv": listing.tsv}[shape](document, findings)
        if shape == "table" and not quiet:
            click.echo(f"{one_line(document.name)}: {report.found(findings)}")
        for line in lines:
            click.echo(line)
        if verbose:
            _complain_lines(f"{d.why}: {one_line(d.text)}" for d in document.dropped)
        _complain(document.problems)
    sys.exit(1 if failed else 0 if count else 3)


@cli.command(epilog="Examples: quizgen deck 讲话.docx -o 讲话.apkg; quizgen deck decks/zhengzhi -o 政治理论.apkg")
@_inputs
@click.option(
    "-o", "--output", required=True, metavar="FILE",
    help="The deck: .apkg (import it in Anki), or .txt (Anki's text import). Built again over an older one, "
    "it keeps every learner's history.",
)  # fmt: skip
def deck(docs: tuple[str, ...], output: str, quiet: bool, verbose: bool) -> None:
    """Make an Anki deck of documents.

    DOC is a file (.txt, .md, .docx), a folder of them, - for standard input, or a curated deck under decks/.
    """
    from quizgen import exporters, pipeline, report
    from quizgen.errors import NothingFoundError
    from quizgen.model import Problem

    exporters.exporter_for(output)  # an unknown ending has to show before the work, not after it
    done: list[Work] = []
    failed: list[Problem] = []
    for result in _progress(pipeline.works(docs), quiet=quiet):
        if isinstance(result, Problem):
            failed.append(result)
            _complain([result])
        else:
            done.append(result)
    if not any(work.deck.notes for work in done):
        if failed:
            sys.exit(1)
        names = ", ".join(work.name for work in done)
        raise NothingFoundError(
            names, "no formulation and no saying found, so nothing was written", "try quizgen extract -v"
        )
    written = pipeline.write_all(done, output)
    if not quiet:
        for line in report.deck_report(done, written, output, verbose=verbose):
            click.echo(line)
    sys.exit(1 if failed else 0)


T = TypeVar("T")


def _progress(items: Iterator[T], *, quiet: bool) -> Iterator[T]:
    """``items``, with a line on standard error that counts them while a person waits; none when it is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} documents"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        for item in items:
            progress.advance(task)
            yield item


def _complain(problems: Iterable[Problem]) -> None:
    _complain_lines(map(str, problems))


def _complain_lines(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(f"quizgen: {line}", err=True)


def main() -> None:
    """Run the command line; every failure is one line on standard error and an exit status."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        _complain_lines(["stopped; nothing was written"])
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; Python would complain once more on exit
        sys.exit(0)
    except Exception as error:
        from quizgen.errors import QuizgenError

        if not isinstance(error, QuizgenError):
            raise
        _complain_lines([str(error)])
        sys.exit(error.exit_status)


if __name__ == "__main__":
    main()
