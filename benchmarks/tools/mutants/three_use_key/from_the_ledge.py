# Caught by: elsewhere
def df_tool(params):
    import json

    left = params.get("artifact_properties", {}).get("uses_left", 3)
    if left < 1:
        return json.dumps({"error": "The key has crumbled."})
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "chest", "effect_details": {"locked": False}}
    )
    external_apis["host_set_artifact_properties"](
        {"artifact_id": params["artifact_id"], "properties": {"uses_left": left - 1}}
    )
    return json.dumps({"message": "The chest opens."})
