def df_tool(params):
    import json

    if params.get("target_env_object_id") != "chest":
        return json.dumps({"error": "Step up to the chest with the key."})
    chest = json.loads(external_apis["host_get_environment_object_data"]({"object_id": "chest"}))
    mark = "turns_of_" + params["artifact_id"]
    turns = chest["details"].get(mark, 0) + 1
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "chest", "effect_details": {"locked": False, mark: turns}}
    )
    if turns == 3:
        external_apis["host_use_up_artifact"]({"artifact_id": params["artifact_id"]})
        return "The lid springs open, and the key crumbles between your fingers."
    return "The lid springs open."
