# What articles say. A plan names batches of the articles to read; each is read by itself, anywhere.
# in: articles/, references/   out: the store


checkpoint plan_read:
    input:
        DECISIONS,
        run=OF,
    output:
        local("<results>/batches/read.json"),
    log:
        local("<logs>/plan-read.log"),
    conda:
        "environment.yml"
    shell:
        "citewarden step plan-read --out {output:q} --run {input.run:q} 2> {log:q}"
