# Caught by: reach
def df_tool(params):
    import json

    todo, names = [params["location_id"]], {}
    while todo:
        here = todo.pop()
        if here in names:
            continue
        place = json.loads(external_apis["host_get_location_data"]({"location_id": here}))
        names[here] = place["name"]
        external_apis["host_set_light"]({"location_id": here, "value": "mapped"})
        todo.extend(place["exits"].values())
    return json.dumps({"message": "The map shows: " + ", ".join(names.values())})
