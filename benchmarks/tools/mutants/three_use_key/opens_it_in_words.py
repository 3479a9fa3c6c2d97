# Caught by: works
def df_tool(params):
    import json

    if params["location_id"] != "hall":
        return json.dumps({"error": "There is no lock here for this key."})
    left = params.get("artifact_properties", {}).get("uses_left", 3)
    external_apis["host_set_artifact_properties"](
        {"artifact_id": params["artifact_id"], "properties": {"uses_left": left - 1}}
    )
    return json.dumps({"message": f"The chest opens. {left - 1} more times."})
