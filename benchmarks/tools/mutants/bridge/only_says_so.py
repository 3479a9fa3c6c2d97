# Caught by: works
def df_tool(params):
    import json

    place = json.loads(
        external_apis["host_get_location_data"]({"location_id": params["location_id"]})
    )
    if params["location_id"] != "ledge":
        return json.dumps({"error": "There is no chasm here."})
    return json.dumps({"message": f"A bridge of light spans the chasm of {place['name']}!"})
