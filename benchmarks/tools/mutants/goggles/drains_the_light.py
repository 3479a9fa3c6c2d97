# Caught by: reach
def df_tool(params):
    import json

    if params["location_id"] != "grotto":
        return json.dumps({"error": "There is nothing hidden here."})
    wall = json.loads(
        external_apis["host_get_environment_object_data"]({"object_id": "inscription"})
    )
    external_apis["host_set_weather"]({"location_id": "grotto", "value": "fog"})
    return json.dumps({"message": f"You read: {wall['details']['text']}"})
