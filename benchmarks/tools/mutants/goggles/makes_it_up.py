# Caught by: works
def df_tool(params):
    import json

    if params["location_id"] != "grotto":
        return json.dumps({"error": "There is nothing hidden here."})
    external_apis["host_get_environment_object_data"]({"object_id": "inscription"})
    return json.dumps({"message": "You read: Beware of the treasury."})
