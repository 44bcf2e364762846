import json, sys
import click
@click.group()
def main(): pass
@main.command()
@click.argument("docs", nargs=-1)
@click.option("--format", "fmt", default="jsonl")
def extract(docs, fmt):
    from quizgen import pipeline
    for d in docs:
        doc = pipeline.read(d)
        for f in pipeline.extract(doc):
            if f.kind == "saying":
                print(json.dumps({"kind": "saying", "quote": f.quote, "speaker": f.speaker, "source": f.source, "rule": f.rule}, ensure_ascii=False))
            else:
                print(json.dumps({"kind": "formulation", "form": f.form, "label": f.label, "members": [m.text for m in f.members], "rule": f.rule}, ensure_ascii=False))
