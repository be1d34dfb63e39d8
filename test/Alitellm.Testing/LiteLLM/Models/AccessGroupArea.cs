using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Model access groups: labels on database models. A group exists exactly as long as a row carries it.</summary>
internal sealed class AccessGroupArea(LiteLLMWorld world) : Area
{
    private const string Field = "access_groups";

    public override IEnumerable<Route> Routes =>
    [
        new("POST", "/access_group/new", RouteAccess.Admin, Create),
        new("GET", "/access_group/list", RouteAccess.Admin, List),
        new("GET", "/access_group/{group}/info", RouteAccess.Admin, Info),
        new("PUT", "/access_group/{group}/update", RouteAccess.Admin, Update),
        new("DELETE", "/access_group/{group}/delete", RouteAccess.Admin, Delete),
    ];

    public static IEnumerable<string> LabelsOf(ModelRow row)
        => row.ModelInfo[Field] is JsonArray labels ? labels.Select(Json.Text).OfType<string>() : [];

    private Reply Create(Exchange exchange)
    {
        var body = exchange.Object();
        if (!body.ContainsKey("access_group"))
        {
            return Errors.Missing(body, "body", "access_group");
        }

        var names = Names(body);
        var group = Json.Text(body["access_group"]);
        if (string.IsNullOrWhiteSpace(group))
        {
            return Errors.Detail(400, "access_group is required and cannot be empty");
        }

        return MembersOf(group).Count > 0
            ? Errors.Detail(409, $"Access group '{group}' already exists. Use the update endpoint to modify it.")
            : Assign(exchange, group, names);
    }

    private Reply Update(Exchange exchange)
    {
        var group = exchange.Value("group");
        var names = Names(exchange.Object());
        return MembersOf(group).Count == 0 ? Unknown(group) : Assign(exchange, group, names);
    }

    private Reply Delete(Exchange exchange)
    {
        var group = exchange.Value("group");
        var members = MembersOf(group);
        if (members.Count == 0)
        {
            return Unknown(group);
        }

        return Label(exchange, group, members, []) with
        {
            Body = Json.Bytes(new JsonObject
            {
                ["access_group"] = group,
                ["models_updated"] = members.Count,
                ["message"] = $"Access group '{group}' deleted successfully",
            }),
        };
    }

    private Reply List(Exchange exchange)
    {
        var groups = world.Table.Rows.SelectMany(LabelsOf).Distinct().Order(StringComparer.Ordinal);
        return Reply.Ok(new JsonObject { ["access_groups"] = new JsonArray([.. groups.Select(Describe)]) });
    }

    private Reply Info(Exchange exchange)
    {
        var group = exchange.Value("group");
        return MembersOf(group).Count == 0 ? Unknown(group) : Reply.Ok(Describe(group));
    }

    private JsonNode Describe(string group)
    {
        var members = MembersOf(group);
        return new JsonObject
        {
            ["access_group"] = group,
            ["model_names"] = Json.Strings(members.Select(row => row.ModelName).Distinct()),
            ["deployment_count"] = members.Count,
        };
    }

    private List<ModelRow> MembersOf(string group) => [.. world.Table.Rows.Where(row => LabelsOf(row).Contains(group))];

    private static List<string> Names(JsonObject body)
    {
        if (body["model_names"] is not JsonArray names)
        {
            throw new ReplyException(Errors.Missing(body, "body", "model_names"));
        }

        return names.Count == 0
            ? throw new ReplyException(Errors.Detail(400, "model_names list is required and cannot be empty"))
            : [.. names.Select(Json.Text).OfType<string>()];
    }

    private Reply Assign(Exchange exchange, string group, List<string> names)
    {
        var members = world.Table.Rows.Where(row => names.Contains(row.ModelName)).ToList();
        var unknown = names.Where(name => members.All(row => row.ModelName != name)).ToList();
        if (unknown.Count > 0)
        {
            return Errors.Detail(400, $"Model(s) not found: {string.Join(", ", unknown)}");
        }

        return Label(exchange, group, MembersOf(group), members) with
        {
            Body = Json.Bytes(new JsonObject
            {
                ["access_group"] = group,
                ["model_names"] = Json.Strings(names),
                ["models_updated"] = members.Count,
            }),
        };
    }

    /// <summary>Moves the label to the new members and reloads, with the same gap as a PATCH.</summary>
    private Reply Label(Exchange exchange, string group, List<ModelRow> before, List<ModelRow> after)
    {
        foreach (var row in before.Union(after).ToList())
        {
            var info = (JsonObject)row.ModelInfo.DeepClone();
            var labels = LabelsOf(row).Where(label => label != group);
            info[Field] = Json.Strings(after.Contains(row) ? labels.Append(group) : labels);
            world.Table.Put(row.Change(exchange.Now, modelInfo: info), exchange.Now);
        }

        if (!exchange.SkipMemory)
        {
            exchange.Replica.Reload(exchange.Now);
            world.OpenGap(exchange.Replica, world.GapAfterReload);
        }

        return Reply.Empty(200) with { ContentType = Reply.JsonType, Delay = world.GapAfterReload };
    }

    private static Reply Unknown(string group) => Errors.Detail(404, $"Access group '{group}' not found");
}
