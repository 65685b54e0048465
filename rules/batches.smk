# The two steps that take long and grow with the articles: a batch in, what was made of it out, and nothing else. Where no
# disk is shared, both travel through the storage.
# in: results/batches/{step}/{batch}.zip   out: results/made/{step}/{batch}.zip


if AWAY:

    rule send:
        input:
            local("<results>/batches/{step}/{batch}.zip"),
        output:
            temp("sent/{step}/{batch}.zip"),
        log:
            local("<logs>/send/{step}/{batch}.log"),
        conda:
            "environment.yml"
        shell:
            "cp {input:q} {output:q} 2> {log:q}"


rule work_on:
    input:
        batch,
    output:
        temp("made/{step}/{batch}.zip" if AWAY else "<results>/made/{step}/{batch}.zip"),
    log:
        "<logs>/{step}/{batch}.log",
    conda:
        "environment.yml"
    shell:
        "citewarden step {wildcards.step} {input:q} {output:q} 2> {log:q}"
