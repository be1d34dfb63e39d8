using System.Text.Json.Nodes;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Reads of teams. They come from the database, so every process shows the same.</summary>
internal sealed class TeamReadArea(LiteLLMWorld world) : Area
{
    private const int MaxPageSize = 100;

    public override IEnumerable<Route> Routes =>
    [
        new("GET", "/team/info", RouteAccess.Admin, Info),
        new("GET", "/team/list", RouteAccess.Admin, List),
        new("GET", "/v2/team/list", RouteAccess.Admin, Paged),
    ];

    private Reply Info(Exchange exchange)
    {
        if (exchange.Query("team_id") is not { } id)
        {
            return Errors.Proxy(422, "{'message': 'team id not provided'}");
        }

        return world.TeamTable.Find(id) is { } row ? Reply.Ok(TeamWriter.Info(row)) : Errors.Wrapped(404, $"Team not found, passed team id: {id}.");
    }

    private Reply List(Exchange exchange)
    {
        var rows = world.TeamTable.Rows;
        if (exchange.Query("organization_id") is { } organization)
        {
            var wanted = organization == "default_organization" ? null : organization;
            rows = rows.Where(row => Json.Text(row.Columns["organization_id"]) == wanted);
        }

        return Reply.Ok(new JsonArray([.. rows.OrderBy(row => row.Alias, StringComparer.Ordinal).Select(TeamWriter.Listed)]));
    }

    private Reply Paged(Exchange exchange)
    {
        var (page, size) = (exchange.Positive("page", 1), exchange.Positive("page_size", 10));
        if (size > MaxPageSize)
        {
            return Errors.Invalid("less_than_equal", $"Input should be less than or equal to {MaxPageSize}", size, "query", "page_size");
        }

        if (exchange.Query("status") is { } status && status != "deleted")
        {
            return Errors.Detail(400, $"Invalid status value. Must be 'deleted'. Got: {status}");
        }

        var rows = Sorted(exchange, Filtered(exchange, exchange.Query("status") is null ? world.TeamTable.Rows : world.TeamTable.Deleted)).ToList();
        return Reply.Ok(new JsonObject
        {
            ["teams"] = new JsonArray([.. rows.Skip((page - 1) * size).Take(size).Select(TeamWriter.Flat)]),
            ["total"] = rows.Count,
            ["page"] = page,
            ["page_size"] = size,
            ["total_pages"] = (rows.Count + size - 1) / size,
        });
    }

    private static IEnumerable<TeamRow> Filtered(Exchange exchange, IEnumerable<TeamRow> rows)
    {
        if (exchange.Query("team_id") is { Length: > 0 } id)
        {
            rows = rows.Where(row => row.Id == id);
        }

        if (exchange.Query("team_alias") is { Length: > 0 } part)
        {
            rows = rows.Where(row => row.Alias?.Contains(part, StringComparison.OrdinalIgnoreCase) == true);
        }

        return exchange.Query("organization_id") is { Length: > 0 } organization
            ? rows.Where(row => Json.Text(row.Columns["organization_id"]) == organization)
            : rows;
    }

    /// <summary>Newest first, unless a known column is asked for.</summary>
    private static IEnumerable<TeamRow> Sorted(Exchange exchange, IEnumerable<TeamRow> rows)
    {
        Func<TeamRow, IComparable?>? key = exchange.Query("sort_by") switch
        {
            "team_id" => row => row.Id,
            "team_alias" => row => row.Alias,
            "created_at" => row => row.CreatedAt,
            _ => null,
        };
        if (key is null)
        {
            return rows.Reverse().OrderByDescending(row => row.CreatedAt);
        }

        return exchange.Query("sort_order") == "desc" ? rows.OrderByDescending(key) : rows.OrderBy(key);
    }
}
