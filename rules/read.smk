# What articles say: documents, references, citations, claims, one job a shard.
# in: results/pack/{shard}.jsonl   out: results/articles/{shard}/*.parquet


rule analyse:
    input:
        manifest=local("<results>/pack/{shard}.jsonl"),
        config=CONFIG_INPUT,
    output:
        documents=local("<results>/articles/{shard}/documents.parquet"),
        references=local("<results>/articles/{shard}/references.parquet"),
        citations=local("<results>/articles/{shard}/citations.parquet"),
        claims=local("<results>/articles/{shard}/claims.parquet"),
        failures=local("<results>/articles/{shard}/failures.parquet"),
    log:
        local("<logs>/analyse/{shard}.log"),
    conda:
        "environment.yml"
    params:
        where="",
        manifest=of_shard("pack/{shard}.jsonl"),
        root=NIGHT["root"],
        folder=of_shard("articles/{shard}"),
        memo=of_shard("memo/{shard}"),
        config=f"--config {str(CONFIG_FILE)!r}" if CONFIG_INPUT else "",
        references=str(REFERENCES),
        code=CODE,
    shell:
        "{params.where}citewarden table analyse {params.manifest:q} --root {params.root:q} --out {params.folder:q}"
        " --memo {params.memo:q} --code {params.code} {params.config} --references {params.references:q} 2> {log:q}"
