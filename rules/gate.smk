# The exit status of the whole audit, for pipelines that run Snakemake themselves.
# in: results/pages/   out: results/gate.txt


rule gate:
    input:
        expand("<results>/pages/{shard}.json", shard=SHARDS),
        "<reports>/index.html",
        rules.exports.output,
    output:
        "<results>/gate.txt",
    log:
        "<logs>/gate.log",
    conda:
        "environment.yml"
    params:
        options=options(),
    shell:
        "citewarden table gate --out {output:q} {params.options} 2> {log:q}"
