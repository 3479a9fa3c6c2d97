# Caught by: fourth use
def df_tool(params):
    import json

    if params["location_id"] != "hall":
        return json.dumps({"error": "There is no lock here for this key."})
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "chest", "effect_details": {"locked": False}}
    )
    return json.dumps({"message": "The chest opens. Two more times."})
