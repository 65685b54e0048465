# What articles say: documents, references, citations, claims, one job a shard.
# in: results/pack/{shard}.jsonl   out: results/articles/{shard}/*.parquet


rule analyse:
    input:
        manifest="<results>/pack/{shard}.jsonl",
        config=CONFIG_INPUT,
    output:
        documents="<results>/articles/{shard}/documents.parquet",
        references="<results>/articles/{shard}/references.parquet",
        citations="<results>/articles/{shard}/citations.parquet",
        claims="<results>/articles/{shard}/claims.parquet",
        failures="<results>/articles/{shard}/failures.parquet",
    log:
        "<logs>/analyse/{shard}.log",
    conda:
        "environment.yml"
    params:
        root=NIGHT["root"],
        folder=subpath(output.documents, parent=True),
        memo=f"{RESULTS}/memo/{{shard}}",
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
