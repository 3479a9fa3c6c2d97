# Caught by: works
def df_tool(params):
    import json

    souls = json.loads(
        external_apis["host_list_souls_in_location"]({"location_id": params["location_id"]})
    )["souls"]
    return json.dumps({"message": f"{len(souls)} minds here think of their purses."})
