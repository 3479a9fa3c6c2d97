# Caught by: expires
def df_tool(params):
    import json

    if params["location_id"] != "hall":
        return json.dumps({"error": "There is no guard here."})
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "guard", "effect_details": {"asleep": True}}
    )
    return json.dumps({"message": "The guard sleeps for a minute."})
