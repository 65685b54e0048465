# What articles say: documents, references, citations, claims, one job a shard.
# in: results/pack/{shard}.jsonl   out: results/articles/{shard}/*.parquet


rule analyse:
    input:
        manifest=RESULTS + "/pack/{shard}.jsonl",
        config=CONFIG_INPUT,
    output:
        documents=RESULTS + "/articles/{shard}/documents.parquet",
        references=RESULTS + "/articles/{shard}/references.parquet",
        citations=RESULTS + "/articles/{shard}/citations.parquet",
        claims=RESULTS + "/articles/{shard}/claims.parquet",
        failures=RESULTS + "/articles/{shard}/failures.parquet",
    log:
        RESULTS + "/logs/analyse/{shard}.log",
    benchmark:
        RESULTS + "/benchmarks/analyse/{shard}.tsv"
    params:
        root=NIGHT["root"],
        folder=RESULTS + "/articles/{shard}",
        memo=RESULTS + "/memo/{shard}",
        config=f"--config {CONFIG_INPUT[0]!r}" if CONFIG_INPUT else "",
        code=code(
            "readers",
            "styles",
            "nlp",
            "text",
            "model",
            "stages/read.py",
            "stages/cite.py",
            "stages/claims.py",
        ),
    shell:
        "citewarden table analyse {input.manifest:q} --root {params.root:q} --out {params.folder:q}"
        " --memo {params.memo:q} --code {params.code} {params.config} 2> {log:q}"
