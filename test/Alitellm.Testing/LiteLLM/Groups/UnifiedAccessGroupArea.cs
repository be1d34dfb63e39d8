using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Unified access groups under both of their paths. Older versions do not have the routes.</summary>
internal sealed class UnifiedAccessGroupArea(LiteLLMWorld world) : Area
{
    private const string Teams = "assigned_team_ids";
    private const string Name = "access_group_name";

    private static readonly string[] lists = ["access_model_names", "access_mcp_server_ids", "access_agent_ids", Teams, "assigned_key_ids"];

    public override IEnumerable<Route> Routes => new[] { "/v1/access_group", "/v1/unified_access_group" }.SelectMany(RoutesOf);

    public override void Wipe() => world.AccessGroupTable.Clear();

    public override void Dump(JsonObject target)
    {
        if (world.AccessGroupTable.Count > 0)
        {
            target["access_groups"] = new JsonArray([.. world.AccessGroupTable.Values.OrderBy(row => row.Name, StringComparer.Ordinal).Select(row => row.Fields.DeepClone())]);
        }
    }

    /// <summary>The row a create request describes.</summary>
    /// <exception cref="ReplyException">The answer when it describes none.</exception>
    public AccessGroupRow NewRow(JsonObject body, DateTimeOffset now)
    {
        Check(body);
        if (Json.Text(body[Name]) is not { } name)
        {
            throw new ReplyException(Errors.Missing(body, "body", Name));
        }

        if (world.AccessGroupTable.Values.Any(row => row.Name == name))
        {
            throw new ReplyException(Errors.PlainDetail(409, $"Access group '{name}' already exists"));
        }

        var fields = new JsonObject { [Name] = name, ["description"] = body["description"]?.DeepClone() };
        foreach (var list in lists)
        {
            fields[list] = body[list]?.DeepClone() ?? new JsonArray();
        }

        return new AccessGroupRow { Id = world.NewId(), Fields = fields, CreatedAt = now, UpdatedAt = now };
    }

    private IEnumerable<Route> RoutesOf(string path) =>
    [
        new("POST", path, RouteAccess.Admin, WhereKnown(Create)),
        new("GET", path, RouteAccess.Admin, WhereKnown(List)),
        new("GET", path + "/{group}", RouteAccess.Admin, WhereKnown(exchange => Found(exchange, row => Reply.Ok(row.Shown())))),
        new("PUT", path + "/{group}", RouteAccess.Admin, WhereKnown(exchange => Found(exchange, row => Update(exchange, row)))),
        new("DELETE", path + "/{group}", RouteAccess.Admin, WhereKnown(exchange => Found(exchange, Delete))),
    ];

    private Func<Exchange, Reply> WhereKnown(Func<Exchange, Reply> handle)
        => exchange => world.Version.HasUnifiedAccessGroups ? handle(exchange) : Errors.NotFound;

    private Reply Found(Exchange exchange, Func<AccessGroupRow, Reply> handle)
    {
        var id = exchange.Value("group");
        return world.AccessGroupTable.GetValueOrDefault(id) is { } row ? handle(row) : Errors.PlainDetail(404, $"Access group '{id}' not found");
    }

    private Reply Create(Exchange exchange)
    {
        var row = NewRow(exchange.Object(), exchange.Now);
        world.PutAccessGroup(row, exchange.Now);
        return Reply.Json(201, row.Shown());
    }

    private Reply List(Exchange exchange)
        => Reply.Ok(new JsonArray([.. world.AccessGroupTable.Values.Reverse().OrderByDescending(row => row.CreatedAt).Select(row => row.Shown())]));

    /// <summary>Only the sent fields; null clears.</summary>
    private Reply Update(Exchange exchange, AccessGroupRow row)
    {
        var body = exchange.Object();
        Check(body);
        if (Json.Text(body[Name]) is { } name && world.AccessGroupTable.Values.Any(other => other.Id != row.Id && other.Name == name))
        {
            return Errors.PlainDetail(409, $"Access group '{name}' already exists");
        }

        var changed = row.Changed(body, exchange.Now);
        world.PutAccessGroup(changed, exchange.Now);
        return Reply.Ok(changed.Shown());
    }

    private Reply Delete(AccessGroupRow row)
    {
        world.RemoveAccessGroup(row.Id);
        return Reply.Empty(204);
    }

    private void Check(JsonObject body)
    {
        foreach (var list in lists.Where(list => body[list] is not null))
        {
            if (!(body[list] is JsonArray items && items.All(Json.IsString)))
            {
                throw new ReplyException(Errors.Invalid("list_type", "Input should be a valid list", body[list], "body", list));
            }
        }

        if (world.Version.SynchronisesAccessGroups && body[Teams] is JsonArray teams)
        {
            var unknown = teams.Select(Json.Text).OfType<string>().Where(id => world.TeamTable.Find(id) is null).ToList();
            if (unknown.Count > 0)
            {
                throw new ReplyException(Errors.PlainDetail(400, $"Unknown team ids: {string.Join(", ", unknown)}"));
            }
        }
    }
}
