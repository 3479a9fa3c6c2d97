# Caught by: reach
def df_tool(params):
    import json

    if params["location_id"] != "hall":
        return json.dumps({"error": "There is nobody here to bargain with."})
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "merchant", "effect_details": {"discount_percent": 20}}
    )
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "chest", "effect_details": {"locked": False}}
    )
    return json.dumps({"message": "The merchant smiles."})
