# Caught by: works
def df_tool(params):
    import json

    if params["location_id"] != "tower":
        return json.dumps({"error": "Nothing here is broken."})
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "crystal", "effect_details": {"glued": True, "broken": "no longer"}}
    )
    return json.dumps({"message": "The crystal is whole."})
