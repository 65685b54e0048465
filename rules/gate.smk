# The exit status of the whole audit, for pipelines that run Snakemake themselves.
# in: results/pages/   out: results/gate.txt


rule gate:
    input:
        local(expand("<results>/pages/{shard}.json", shard=SHARDS)),
        local("<reports>/index.html"),
        local(rules.exports.output),
    output:
        local("<results>/gate.txt"),
    log:
        local("<logs>/gate.log"),
    conda:
        "environment.yml"
    params:
        options=options(),
    shell:
        "citewarden table gate --out {output:q} {params.options} 2> {log:q}"
