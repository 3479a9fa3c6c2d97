# Caught by: works
def df_tool(params):
    import json

    if params["location_id"] != "garden":
        return json.dumps({"error": "There is no boulder here."})
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "boulder", "effect_details": {"form": "butterflies"}}
    )
    return json.dumps({"message": "The boulder dissolves into butterflies; the way is free."})
