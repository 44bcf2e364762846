"""The command line: thin commands over the pipeline; whatever is heavy is imported inside them."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from quizgen import __version__

if TYPE_CHECKING:
    from quizgen.folders import Options
    from quizgen.pipeline import Made, Work
    from quizgen.sheets.layouts import Wish

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
    """Turn Chinese documents into Anki decks and review sheets of what has to be known by heart.

    \b
    quizgen deck 讲话.docx -o 讲话.apkg      a deck for Anki
    quizgen sheet 讲话.docx -o 讲话.pdf      a review sheet to print
    quizgen extract 讲话.docx               what was found, as a list
    quizgen read 讲话.docx                  the document as quizgen reads it
    quizgen deck 讲话.docx --list           the cards, with their keys

    \b
    Documents it reads:
      Word          .docx; .doc .wps .wpt .dot .rtf where LibreOffice is installed
      OpenDocument  .odt .fodt
      PDF           .pdf
      web pages     .html .htm .xhtml .mhtml .mht
      e-books       .epub
      text          .txt .text .md .markdown
      subtitles     .srt .vtt .ass .ssa .lrc
      JSON lines    .jsonl .ndjson .json
    """  # noqa: D301 - click wants the backspace itself
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(2)


def _inputs(command: F) -> F:
    """The arguments and options that every command shares."""
    command = click.argument("docs", nargs=-1, required=True, metavar="DOC...")(command)
    command = click.option("-q", "--quiet", is_flag=True, help="Print no report and no progress.")(command)
    return click.option("-v", "--verbose", is_flag=True, help="List what was left out, line by line.")(command)


def _reading(command: F) -> F:
    """The options that say how documents are read; ``quizgen.readers.Reading`` has the same names."""
    options = (
        click.option(
            "--keep-all", is_flag=True, help="Keep lines that look like page numbers, watermarks, advertisements."
        ),
        click.option("--password", metavar="TEXT", help="Opens an encrypted PDF."),
        click.option(
            "--text-field", metavar="NAME", help="The field of a JSON line that holds the text (.jsonl documents)."
        ),
        click.option(
            "--script", type=click.Choice(["simplified", "traditional"]), help="Convert the text to this script."
        ),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


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
    if not value:
        return value
    from quizgen.detectors import unknown_rules

    if wrong := unknown_rules(value):
        raise click.BadParameter(wrong)
    return value


def _one_or_more(*choices: str) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], tuple[str, ...]]:
    """Checks an option whose values may be given again or with commas between them."""

    def checked(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
        parts = [part.strip() for one in value for part in one.replace("，", ",").split(",")]
        if wrong := [part for part in parts if part not in choices]:
            raise click.BadParameter(f"{wrong[0]!r} is not one of {', '.join(choices)}")
        return tuple(dict.fromkeys(parts))

    return checked


def _selection(command: F) -> F:
    """The options that choose among the cards; ``quizgen.folders.Options`` has the same names for deck.toml."""
    options = (
        click.option(
            "--kinds", multiple=True, callback=_one_or_more("formulation", "saying"), metavar="KIND,...",
            help="Only formulations, or only sayings.",
        ),
        click.option(
            "--forms", multiple=True, metavar="FORM,...",
            callback=_one_or_more("marked", "outline", "counted", "parallel", "named"),
            help="Only formulations of these forms: marked, outline, counted, parallel, named.",
        ),
        click.option(
            "--tags", multiple=True, metavar="TAG",
            help="Only cards of a section or tag, by its words; 书::第一章 for one inside another. May be given again.",
        ),
        click.option(
            "--max-cards", type=click.IntRange(1), metavar="N",
            help="Only the best: what has a name or a speaker, then what is explained, repeated, stands first.",
        ),
        click.option(
            "--level", type=click.IntRange(1, 3), metavar="1..3",
            help="Fewer gaps: 1 is one a note, 2 every other one, 3 all of them.  [default: 3]",
        ),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def _gaps(command: F) -> F:
    """The options that say what a gap looks like."""
    options = (
        click.option(
            "--hint", type=click.Choice(["none", "first", "length"]), default="none", show_default=True,
            help="Put the first character of the answer, or how many it has, into the gap.",
        ),
        click.option(
            "--blank", type=click.Choice(["fixed", "length"]), default="fixed", show_default=True,
            help="Gaps all of one width, or as wide as their answers.",
        ),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def _look(command: F) -> F:
    """The options that say how cards ask."""
    command = click.option(
        "--typing/--no-typing", default=False,
        help="Notes in which the answer is typed and Anki compares; they live beside those without.",
    )(command)  # fmt: skip
    return _gaps(command)


def _paper(command: F) -> F:
    """The options that say what a printed sheet is like; ``quizgen.sheets.layouts.Wish`` has the same names."""
    options = (
        click.option(
            "--layout", type=click.Choice(["gaps", "recite", "outline", "cards", "table"]), default="gaps",
            show_default=True, help="Gaps in sentences; lists and sayings to write down on ruled lines; the outline of "
            "the document with gaps; cards to cut out, answers on the back; questions and answers in two columns.",
        ),
        click.option(
            "--answers", type=click.Choice(["end", "inline", "separate", "none"]), default="end", show_default=True,
            help="A key behind the questions, answers below each, a file of their own (X-答案), or none.",
        ),
        click.option(
            "--paper", type=click.Choice(["a4", "a5", "b5", "16k", "letter"]), default="a4", show_default=True,
            help="The size of the paper.",
        ),
        click.option("--columns", type=click.IntRange(1, 4), default=1, show_default=True, help="Columns on a page."),
        click.option(
            "--font-size", type=click.FloatRange(6, 24), default=10.5, show_default=True, metavar="POINTS",
            help="The size of the text.",
        ),
        click.option(
            "--face", type=click.Choice(["song", "hei", "kai"]), default="song", show_default=True,
            help="宋体, 黑体, or 楷体 where one is installed.",
        ),
        click.option(
            "--flip", type=click.Choice(["long", "short"]), default="long", show_default=True,
            help="Over which edge the printer turns a page of cards.",
        ),
        click.option("--shuffle", type=int, metavar="SEED", help="Put the questions in another order, by this number."),
        click.option(
            "--versions", type=click.IntRange(1, 26), default=1, show_default=True, metavar="N",
            help="The same questions in so many orders: X-A, X-B, each with its key.",
        ),
        click.option("--max-items", type=click.IntRange(1), metavar="N", help="Only so many questions, the best."),
        click.option("--title", metavar="TEXT", help="The title of the sheet."),
        click.option(
            "--head", metavar="TEXT,...", callback=_fields,
            help="What is to be filled in below the title; '' for nothing.  [default: 姓名,班级,得分,日期]",
        ),
        click.option("--codes", is_flag=True, help="Print a code with each question that finds its card in Anki."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def _fields(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...] | None:
    if value is None:
        return None
    return tuple(field.strip() for field in value.replace("，", ",").replace("、", ",").split(",") if field.strip())


_CHOOSING = (
    *("keep_all", "password", "text_field", "script"),
    *("without", "min_confidence", "kinds", "forms", "tags", "max_cards", "level"),
    *("hint", "blank", "typing"),
)


def _options(context: click.Context) -> Options:
    """What the call itself chose, so that a deck folder can choose the rest."""
    from quizgen.folders import Options

    said = {name: context.params[name] for name in _CHOOSING if name in context.params}
    given = {n: v for n, v in said.items() if context.get_parameter_source(n) is click.core.ParameterSource.COMMANDLINE}
    return Options.model_validate({name.replace("_", "-"): value for name, value in given.items()})


@cli.command(epilog="Examples: quizgen extract 讲话.docx; quizgen extract --format jsonl 讲话.docx 笔记.md")
@_inputs
@_reading
@_rules
@click.option(
    "--format", "shape", type=click.Choice(["table", "jsonl", "tsv"]), default="table", show_default=True,
    help="A list for people, a JSON object a line, or tab-separated columns.",
)  # fmt: skip
@click.option("--explain", is_flag=True, help="Name the rule of each finding, and what rules turned down and why.")
@click.pass_context
def extract(
    context: click.Context,
    /,
    docs: tuple[str, ...],
    shape: str,
    quiet: bool,
    verbose: bool,
    explain: bool,
    **chosen: object,
) -> None:
    """Print the formulations and sayings of documents.

    DOC is a document (quizgen --help lists the formats), a folder of them, - for standard input,
    or a curated deck under decks/.
    """
    from quizgen import listing, pipeline, report
    from quizgen.errors import NothingFoundError, one_line
    from quizgen.model import Problem

    shapes = {"table": listing.table, "jsonl": listing.jsonl, "tsv": listing.tsv}
    failed, empty, found = False, [], False
    if shape == "tsv":
        _print("\t".join(listing.COLUMNS))
    results = pipeline.found(docs, _options(context))
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


@cli.command(name="read", epilog="Examples: quizgen read 讲话.pdf; quizgen read --format md 讲话.docx > 讲话.md")
@_inputs
@_reading
@click.option(
    "--format", "shape", type=click.Choice(["table", "md", "jsonl"]), default="table", show_default=True,
    help="Lines of kind, page and text; Markdown; or a JSON object a block.",
)  # fmt: skip
@click.pass_context
def read_(
    context: click.Context, /, docs: tuple[str, ...], shape: str, quiet: bool, verbose: bool, **chosen: object
) -> None:
    """Print documents as quizgen reads them, block by block.

    What is wrong here is a fault of reading; what is right here and wrong in quizgen extract one of finding.
    """
    from quizgen import blocks, pipeline, report
    from quizgen.errors import one_line
    from quizgen.model import Problem

    shapes = {"table": blocks.table, "md": blocks.markdown, "jsonl": blocks.jsonl}
    failed = False
    results = pipeline.documents_of(docs, _options(context))
    for result in _progress(results, quiet=quiet or sys.stdout.isatty()):
        if isinstance(result, Problem):
            failed = True
            _complain(result)
            continue
        if shape == "table" and not quiet:
            _print(report.read(result))
        for line in shapes[shape](result):
            _print(line)
        if verbose:
            _complain(*(f"{d.why}: {one_line(d.text)}" for d in result.dropped))
        _complain(*result.problems)
    sys.exit(1 if failed else 0)


@cli.command(epilog="Examples: quizgen deck 讲话.docx -o 讲话.apkg; quizgen deck decks/zhengzhi -o 政治理论.apkg")
@_inputs
@_reading
@_rules
@_selection
@_look
@click.option(
    "-o", "--output", metavar="FILE",
    help="The deck: .apkg (import it in Anki), or .txt (Anki's text import). Built again over an older one, "
    "it keeps every learner's history.",
)  # fmt: skip
@click.option(
    "--list", "listed", is_flag=True, help="Print the cards and write no file; with -o, as that deck knows them."
)
@click.option(
    "--format", "shape", type=click.Choice(["table", "jsonl"]), default="table", show_default=True,
    help="What --list prints: lines for people, or a JSON object a line.",
)  # fmt: skip
@click.pass_context
def deck(
    context: click.Context,
    /,
    docs: tuple[str, ...],
    output: str | None,
    listed: bool,
    shape: str,
    quiet: bool,
    verbose: bool,
    **chosen: object,
) -> None:
    """Make an Anki deck of documents.

    DOC is a document (quizgen --help lists the formats), a folder of them, - for standard input,
    or a deck folder such as decks/zhengzhi.
    """
    from quizgen import exporters, listing, pipeline, report

    if output is None and not listed:
        raise click.UsageError("Missing option '-o' / '--output'.")
    if output is not None:
        exporters.exporter_for(output)  # an unknown ending has to show before the work, not after it
    options = _options(context)
    done, failed = _works(docs, output, options, quiet=quiet)
    made = pipeline.made(done, output, options)
    _complain(*made.problems)
    if not made.deck.notes:
        _nothing(docs, done, made, failed=failed)
    if listed or output is None:
        for line in listing.cards_jsonl(made.deck) if shape == "jsonl" else listing.cards_table(made.deck):
            _print(line)
        sys.exit(1 if failed else 0)
    written = pipeline.write_made(made, output)
    if not quiet:
        for line in report.deck_report(done, made, written, output, verbose=verbose):
            _print(line)
    sys.exit(1 if failed else 0)


@cli.command(epilog="Examples: quizgen sheet 讲话.docx -o 复习.pdf; quizgen sheet decks/guoxue -o 国学.pdf --columns 2")
@_inputs
@_reading
@_rules
@_selection
@_gaps
@_paper
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    help="The sheet: .pdf, .html, .docx (to go on editing it), or .md.",
)
@click.option("--deck", metavar="FILE", help="The deck (.apkg) whose cards the codes find, where it is an older one.")
@click.option("--preview", is_flag=True, help="Also write a picture of each page: X-1.png, X-2.png.")
@click.pass_context
def sheet(
    context: click.Context,
    /,
    docs: tuple[str, ...],
    output: str,
    deck: str | None,
    preview: bool,
    quiet: bool,
    verbose: bool,
    **chosen: object,
) -> None:
    """Make a review sheet to print.

    DOC is a document (quizgen --help lists the formats), a folder of them, - for standard input,
    or a deck folder such as decks/guoxue.
    """
    from quizgen import exporters, pipeline, report, sheets
    from quizgen.errors import UsageError

    sheets.writer_for(output)  # an unknown ending has to show before the work, not after it
    if preview and not sheets.writer_for(output).paged:
        raise UsageError(output, "has no pages", "use one of .pdf")
    if deck is not None:
        exporters.exporter_for(deck)
    wish = _wish(chosen)
    options = _options(context)
    done, failed = _works(docs, output, options, quiet=quiet)
    made = pipeline.made(done, deck, options, name=Path(output).stem)
    _complain(*made.problems)
    laid = pipeline.laid(done, made, wish)
    if not laid.files:
        _nothing(docs, done, made, failed=failed)
    files = pipeline.write_sheets(laid, output, preview=preview)
    if not quiet:
        for line in report.sheet_report(done, made, laid, files, verbose=verbose):
            _print(line)
    sys.exit(1 if failed else 0)


def _wish(chosen: Mapping[str, object]) -> Wish:
    """What the options of ``_paper`` say."""
    from quizgen.errors import UsageError
    from quizgen.sheets.layouts import Wish
    from quizgen.sheets.model import Page

    page = Page.model_validate({name: chosen[name] for name in Page.model_fields})
    own = {name: chosen[name] for name in Wish.model_fields if name in chosen}
    wish = Wish.model_validate({**own, "page": page})
    if wish.layout == "outline" and (wish.shuffle is not None or wish.versions > 1):
        raise UsageError("--layout outline", "has the order of the document", "leave out --shuffle and --versions")
    return wish


def _works(docs: tuple[str, ...], output: str | None, options: Options, *, quiet: bool) -> tuple[list[Work], bool]:
    """The work of every input that could be read, and whether one could not."""
    from quizgen import pipeline
    from quizgen.model import Problem

    done: list[Work] = []
    failed = False
    for result in _progress(pipeline.works(docs, output, options), quiet=quiet):
        if isinstance(result, Problem):
            failed = True
            _complain(result)
            continue
        done.append(result)
        _complain(*(result.document.problems if result.document else ()), *result.deck.problems)
    return done, failed


def _nothing(docs: tuple[str, ...], done: Sequence[Work], made: Made, *, failed: bool) -> None:
    """End a call that has no card to write."""
    from quizgen import report
    from quizgen.errors import NothingFoundError

    names = report.names([work.name for work in done] or docs)
    what = "no formulation and no saying found, so nothing was written"
    nothing = NothingFoundError(names, what, "quizgen extract -v shows what was left out")
    if made.deck.notes:
        nothing = NothingFoundError(
            names, "no card fits this layout, so nothing was written", "choose another --layout"
        )
    elif made.deck.held:
        what = f"all {len(made.deck.held)} notes are left out by decisions or options, so nothing was written"
        nothing = NothingFoundError(names, what, "choose less narrowly")
    elif made.deck.dropped:
        what = f"nothing found in it makes a card ({report.reasons(made.deck.dropped)}), so nothing was written"
        nothing = NothingFoundError(names, what, "quizgen extract lists what was found")
    if not failed:
        raise nothing
    _complain(*([nothing] if done else []))
    sys.exit(1)


@cli.command(epilog="Example: quizgen decide decks/mine list.三种境界/读得进 drop")
@click.argument("folder", metavar="DECK")
@click.argument("key", metavar="KEY")
@click.argument("decision", type=click.Choice(["keep", "drop", "edit"]))
@click.option("--answer", metavar="TEXT", help="Ask for these words of the card's line instead.")
@click.option("--lead", metavar="TEXT", help="Another lead-in for the card's note.")
@click.option("--hint", metavar="TEXT", help="A word or two in the gap.")
@click.option("--note", metavar="TEXT", help="A line for the back of the card's note.")
def decide(folder: str, key: str, decision: str, **edits: str | None) -> None:
    """Keep, drop or edit a card of a deck folder.

    DECK is a folder with a deck.toml, KEY what quizgen deck --list prints before the card. The decision is written
    into decisions.toml there and holds from the next quizgen deck on, however the documents change.
    """
    from quizgen import folders
    from quizgen.cards.decisions import Decision
    from quizgen.errors import UsageError
    from quizgen.tables import fault

    try:
        decided = Decision.model_validate({"key": key, "decision": decision, **edits})
    except ValueError as error:
        raise UsageError(key, fault(error), "quizgen decide --help shows how") from None
    folders.record(folder, decided)


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
