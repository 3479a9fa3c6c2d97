def df_tool(params):
    import json

    if params["location_id"] != "hall":
        return json.dumps({"error": "There is no lock here for this key."})
    left = params.get("artifact_properties", {}).get("uses_left", 3)
    if left < 1:
        return json.dumps({"error": "The key has crumbled to rust."})
    reply = json.loads(
        external_apis["host_apply_effect_on_environment_object"](
            {"object_id": "chest", "effect_details": {"locked": False}}
        )
    )
    if not reply["success"]:
        return json.dumps(reply)
    external_apis["host_set_artifact_properties"](
        {"artifact_id": params["artifact_id"], "properties": {"uses_left": left - 1}}
    )
    return json.dumps(
        {"message": f"The chest clicks open. The key will hold {left - 1} times more."}
    )
