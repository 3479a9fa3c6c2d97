# Caught by: works
def df_tool(params):
    import json

    if params["location_id"] != "hall":
        return json.dumps({"error": "There is nobody here to bargain with."})
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": "merchant", "effect_details": {"mood": "flattered", "discount": 20}}
    )
    return json.dumps({"message": "The merchant gives you a discount of 20 percent."})
