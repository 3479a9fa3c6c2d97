# Caught by: works
def df_tool(params):
    import json

    place = json.loads(
        external_apis["host_get_location_data"]({"location_id": params["location_id"]})
    )
    return json.dumps({"message": f"{place['name']} is much nicer now."})
