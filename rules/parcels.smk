# Where no disk is shared, a shard's two long jobs run elsewhere: what each needs travels there in one file, what it made
# comes back in another. All other steps, and every other file, stay in the folder the audit was started in (`local`).
# in: what analyse and judge read   out: results/parcels/{step}/{shard}.zip and .made.zip, in object storage

if PARCELS:

    ruleorder: open_analyse > analyse
    ruleorder: open_judge > judge

    wildcard_constraints:
        step="analyse|judge",

    use rule analyse as pack_analyse with:
        output:
            "<results>/parcels/analyse/{shard}.zip",
        log:
            local("<logs>/pack/analyse/{shard}.log"),
        params:
            where=lambda wildcards, output: f"citewarden parcel pack {output} -- ",

    use rule judge as pack_judge with:
        output:
            "<results>/parcels/judge/{shard}.zip",
        log:
            local("<logs>/pack/judge/{shard}.log"),
        params:
            where=lambda wildcards, output: f"citewarden parcel pack {output} -- ",

    rule away:
        input:
            parcel,
        output:
            "<results>/parcels/{step}/{shard}.made.zip",
        log:
            "<logs>/away/{step}/{shard}.log",
        conda:
            "environment.yml"
        shell:
            "citewarden parcel run {input:q} {output:q} 2> {log:q}"

    use rule analyse as open_analyse with:
        input:
            "<results>/parcels/analyse/{shard}.made.zip",
        params:
            where=lambda wildcards, input: f"citewarden parcel open {input} -- ",

    use rule judge as open_judge with:
        input:
            made,
        params:
            where=lambda wildcards, input: f"citewarden parcel open {input} -- ",
