def df_tool(params):
    import json

    place = json.loads(
        external_apis["host_get_location_data"]({"location_id": params["location_id"]})
    )
    return f"The quill writes down all it knows: that this is {place['name']}."
