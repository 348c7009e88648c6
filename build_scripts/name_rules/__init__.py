"""Names found by rule alone, where no register lists them: `survey` gathers capitalised runs and what
speaks for them, `choice` decides which are names and which forms belong together, `places` says where
they stand. `short_forms` reads what a text says that its abbreviations mean."""
