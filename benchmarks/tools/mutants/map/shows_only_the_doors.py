# Caught by: works
def df_tool(params):
    import json

    place = json.loads(
        external_apis["host_get_location_data"]({"location_id": params["location_id"]})
    )
    names = [place["name"]]
    for goal in place["exits"].values():
        names.append(
            json.loads(external_apis["host_get_location_data"]({"location_id": goal}))["name"]
        )
    return json.dumps({"message": "All places: " + ", ".join(names)})
