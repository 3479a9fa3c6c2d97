# Caught by: another soul
def df_tool(params):
    import json

    if params["location_id"] != "tower":
        return json.dumps({"error": "Nothing here is broken."})
    if params["soul_id"] == params.get("artifact_properties", {}).get("creator_soul_id"):
        external_apis["host_apply_effect_on_environment_object"](
            {"object_id": "crystal", "effect_details": {"broken": False}}
        )
    return json.dumps({"message": "The crystal is whole."})
