# Caught by: works
def df_tool(params):
    import json

    if params["location_id"] != "garden":
        return json.dumps({"error": "There is no water here."})
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "pool", "effect_details": {"temperature": "ice cold"}}
    )
    return json.dumps({"message": "The pool is frozen; walk over to the island."})
