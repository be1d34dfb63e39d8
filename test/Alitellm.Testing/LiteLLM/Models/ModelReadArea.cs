using System.Buffers;
using System.Globalization;
using System.Text;

namespace Alitellm.Testing.LiteLLM;

/// <summary>Reads of models, one and many.</summary>
internal sealed class ModelReadArea(LiteLLMWorld world) : Area
{
    public override IEnumerable<Route> Routes =>
    [
        new("GET", "/model/info", RouteAccess.AnyKey, Info),
        new("GET", "/v1/model/info", RouteAccess.AnyKey, Info),
        new("GET", "/v2/model/info", RouteAccess.AnyKey, Paged),
    ];

    private Reply Info(Exchange exchange)
    {
        if (exchange.Query("litellm_model_id") is { } id)
        {
            return exchange.Find(id) is { } row
                ? Reply.Json(200, Page([world.RowWriter.Shown(row)], ""))
                : Errors.Detail(400, $"Model id = {id} not found on litellm proxy");
        }

        return Reply.Json(200, Cached(exchange, () =>
        {
            var rows = exchange.Visible.ToList();
            return Page(rows.Select(world.RowWriter.Shown).Concat(AliasRows(exchange, rows)), "");
        }));
    }

    /// <summary>Every deployment an alias points to appears once more under the alias, with the same id. Hidden aliases do not.</summary>
    private IEnumerable<ReadOnlyMemory<byte>> AliasRows(Exchange exchange, List<ModelRow> rows)
        => from alias in exchange.Replica.Router.Aliases
           where !alias.Hidden
           from row in rows
           where row.ModelName == alias.Target
           select world.RowWriter.ShownAs(row, alias.Name);

    private Reply Paged(Exchange exchange)
    {
        var (page, size) = (exchange.Positive("page", 1), exchange.Positive("size", 50));
        var order = exchange.Query("sortOrder") ?? "asc";
        if (order.ToLowerInvariant() is not ("asc" or "desc"))
        {
            return Errors.Detail(400, $"Invalid sortOrder: {order}. Must be 'asc' or 'desc'");
        }

        if (exchange.Query("modelId") is { Length: > 0 } id)
        {
            List<ModelRow> found = ById(exchange, id) is { } row ? [row] : [];
            return Reply.Json(200, Slice(found, page, size));
        }

        return Reply.Json(200, Cached(exchange, () => Slice(Sorted(Filtered(exchange), exchange, order), page, size)));
    }

    /// <summary>Memory, then database; but a router without any model answers empty at once.</summary>
    private ModelRow? ById(Exchange exchange, string id)
        => exchange.Find(id) ?? (exchange.Visible.Any() ? world.Table.Find(id) : null);

    private static List<ModelRow> Filtered(Exchange exchange)
    {
        var rows = exchange.Visible;
        if (exchange.Query("model") is { Length: > 0 } name)
        {
            rows = rows.Where(row => row.ModelName == name);
        }

        if (exchange.Query("search") is { Length: > 0 } text)
        {
            rows = rows.Where(row => row.ModelName.Contains(text, StringComparison.OrdinalIgnoreCase));
        }

        if (exchange.Query("teamId") is { Length: > 0 } team)
        {
            rows = rows.Where(row => Json.Text(row.ModelInfo["team_id"]) == team);
        }

        if (exchange.Flag("user_models_only"))
        {
            rows = rows.Where(row => !row.FromConfig);
        }

        return [.. rows];
    }

    private static List<ModelRow> Sorted(List<ModelRow> rows, Exchange exchange, string order)
    {
        Func<ModelRow, IComparable>? key = exchange.Query("sortBy") switch
        {
            "model_name" => row => row.ModelName.ToLowerInvariant(),
            "created_at" => row => row.CreatedAt,
            "updated_at" => row => row.UpdatedAt,
            "costs" => row => decimal.TryParse(
                row.ModelInfo["input_cost_per_token"]?.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var cost) ? cost : 0m,
            "status" => row => row.FromConfig ? 0 : 1,
            _ => null,
        };
        if (key is null)
        {
            return rows;
        }

        var descending = order.Equals("desc", StringComparison.OrdinalIgnoreCase);
        return [.. descending ? rows.OrderByDescending(key) : rows.OrderBy(key)];
    }

    private ReadOnlyMemory<byte> Slice(List<ModelRow> rows, int page, int size)
    {
        var pages = (rows.Count + (long)size - 1) / size;
        var skip = Math.Min((page - 1L) * size, rows.Count);
        var tail = string.Create(
            CultureInfo.InvariantCulture,
            $",\"total_count\":{rows.Count},\"current_page\":{page},\"total_pages\":{pages},\"size\":{size}");
        return Page(rows.Skip((int)skip).Take(size).Select(world.RowWriter.Shown), tail);
    }

    private static ReadOnlyMemory<byte> Cached(Exchange exchange, Func<ReadOnlyMemory<byte>> build)
    {
        var models = exchange.Models;
        var flavour = (exchange.Stale ? 1 : 0) + (exchange.IsInGap ? 2 : 0);
        return exchange.Replica.Pages.Get(
            (models.Version, exchange.Replica.Router.Version, flavour), exchange.Request.Path + "?" + exchange.Request.Query, build);
    }

    private static ReadOnlyMemory<byte> Page(IEnumerable<ReadOnlyMemory<byte>> rows, string tail)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        buffer.Write("{\"data\":["u8);
        var first = true;
        foreach (var row in rows)
        {
            if (!first)
            {
                buffer.Write(","u8);
            }

            first = false;
            buffer.Write(row.Span);
        }

        buffer.Write("]"u8);
        buffer.Write(Encoding.UTF8.GetBytes(tail));
        buffer.Write("}"u8);
        return buffer.WrittenMemory;
    }
}
