"""The audit's steps, one file each, the function named as the file: tables in, tables out."""
