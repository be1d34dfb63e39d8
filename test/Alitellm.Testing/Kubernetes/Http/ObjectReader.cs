using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Kubernetes;

/// <summary>Answers get, list and watch. Guarded by the server's lock.</summary>
internal sealed class ObjectReader(ObjectDatabase database, ApiServerOptions options, TimeProvider time, Random random, Action<Action> timerTick)
{
    private static readonly byte[] s_comma = ","u8.ToArray();
    private static readonly byte[] s_end = "]}\n"u8.ToArray();

    public ApiResponse Object(StoredObject obj, ServedVersion version, ObjectForm form, RequestQuery query, int status = 200, IReadOnlyList<string>? warnings = null)
    {
        ReadOnlyMemory<byte> body = form == ObjectForm.Table
            ? JsonText.Serialize(new TableRenderer(version, query["includeObject"], time).Single(obj))
            : obj.Bytes(version, form);
        return new ApiResponse { Status = status, Body = [body, "\n"u8.ToArray()], Warnings = warnings ?? [] };
    }

    public ApiResponse List(RequestInfo request, ResourceType type, ServedVersion version, ObjectForm form, RequestQuery query)
    {
        var selection = Select(request, type, query);
        var (objects, at, after) = State(type, query);
        var matching = selection.IsEverything ? objects : objects.Where(o => selection.Matches(o, version));
        if (after is not null)
        {
            matching = matching.Where(o => string.CompareOrdinal(o.Key, after) > 0);
        }

        var metadata = new JsonObject { ["resourceVersion"] = at.ToString(CultureInfo.InvariantCulture) };
        if (query.Number("limit") is { } limit and > 0 && query["resourceVersion"] != "0")
        {
            var rest = matching.ToList();
            var page = rest.Take((int)limit).ToList();
            if (rest.Count > page.Count)
            {
                metadata["continue"] = new ContinueToken(at, page[^1].Key).Encode();
                if (selection.IsEverything || (query["labelSelector"].Length == 0 && query["fieldSelector"].Length == 0))
                {
                    metadata["remainingItemCount"] = rest.Count - page.Count;
                }
            }

            matching = page;
        }

        return form == ObjectForm.Table
            ? new ApiResponse { Body = [JsonText.Serialize(new TableRenderer(version, query["includeObject"], time).Render(matching, metadata))] }
            : new ApiResponse { Body = Concatenate(type, version, form, metadata, matching) };
    }

    public ApiResponse Watch(RequestInfo request, ResourceType type, ServedVersion version, ObjectForm form, RequestQuery query, bool asynchronous)
    {
        if (query.Has("sendInitialEvents"))
        {
            throw ApiErrors.Invalid("meta.k8s.io", "ListOptions", "", [FieldError.Forbidden(
                "sendInitialEvents",
                "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled")]);
        }

        var from = Version(query["resourceVersion"]);
        var stream = new PushStream(time, asynchronous);
        var table = form == ObjectForm.Table ? new TableRenderer(version, query["includeObject"], time) : null;
        var watch = new Watch(request, type, version, Select(request, type, query), form, table, stream);
        if (from > 0 && from < type.Collection.CompactedThrough)
        {
            watch.SendError(ApiErrors.Expired($"too old resource version: {from} ({type.Collection.CompactedThrough})").Status);
            return new ApiResponse { Stream = stream };
        }

        if (from == 0)
        {
            watch.SendInitial(type.Collection.Objects);
        }
        else
        {
            foreach (var change in type.Collection.History.Where(c => c.Version > from))
            {
                watch.Offer(change);
            }
        }

        type.Collection.Watches.Add(watch);
        stream.Closed = () => timerTick(() => Stop(type.Collection, watch));
        StartTimers(watch, query, type.Collection);
        return new ApiResponse { Stream = stream };
    }

    private void StartTimers(Watch watch, RequestQuery query, ObjectCollection collection)
    {
        var timeout = query.Number("timeoutSeconds") is { } seconds and > 0
            ? TimeSpan.FromSeconds(seconds)
            : options.MinimumWatchTimeout * (1 + random.NextDouble());
        watch.Timers.Add(time.CreateTimer(
            _ => timerTick(() =>
            {
                Stop(collection, watch);
                watch.Stream.End();
                database.Touch(watch);
            }),
            null,
            timeout,
            Timeout.InfiniteTimeSpan));
        if (query.Flag("allowWatchBookmarks"))
        {
            watch.Timers.Add(time.CreateTimer(
                _ => timerTick(() =>
                {
                    watch.SendBookmark(database.Version);
                    database.Touch(watch);
                }),
                null,
                options.BookmarkInterval,
                options.BookmarkInterval));
        }
    }

    private static void Stop(ObjectCollection collection, Watch watch)
    {
        watch.StopTimers();
        collection.Watches.Remove(watch);
    }

    private static Selection Select(RequestInfo request, ResourceType type, RequestQuery query)
    {
        var fields = query["fieldSelector"];
        if (request.Name.Length > 0)
        {
            fields = $"metadata.name={request.Name}";
        }

        return new Selection(type, request.Namespace, query["labelSelector"], fields);
    }

    /// <summary>The objects to list, their version, and the key to go on after.</summary>
    private (IEnumerable<StoredObject> Objects, long Version, string? After) State(ResourceType type, RequestQuery query)
    {
        if (query["continue"].Length > 0)
        {
            var token = ContinueToken.Decode(query["continue"]);
            var page = type.Collection.SnapshotAt(token.Version)
                ?? throw ApiErrors.Expired("The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.");
            return (page, token.Version, token.After);
        }

        if (query["resourceVersionMatch"].Length > 0 && query["resourceVersion"].Length == 0)
        {
            throw ApiErrors.Invalid("meta.k8s.io", "ListOptions", "", [FieldError.Forbidden(
                "resourceVersionMatch",
                "resourceVersionMatch is forbidden unless resourceVersion is provided")]);
        }

        var asked = Version(query["resourceVersion"]);
        if (asked > database.Version)
        {
            throw ApiErrors.TooLargeVersion(asked, database.Version);
        }

        if (query["resourceVersionMatch"] == "Exact")
        {
            var exact = type.Collection.SnapshotAt(asked)
                ?? throw ApiErrors.Expired($"The resourceVersion for the provided list is too old: {asked} ({type.Collection.CompactedThrough})");
            return (exact, asked, null);
        }

        return (type.Collection.Objects, database.Version, null);
    }

    private static long Version(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw ApiErrors.Create(500, "", $"resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax", null);
    }

    private static List<ReadOnlyMemory<byte>> Concatenate(
        ResourceType type, ServedVersion version, ObjectForm form, JsonObject metadata, IEnumerable<StoredObject> objects)
    {
        var (kind, apiVersion) = form == ObjectForm.Metadata ? ("PartialObjectMetadataList", "meta.k8s.io/v1") : (type.ListKind, version.ApiVersion);
        var item = form == ObjectForm.Full && !type.Custom ? ObjectForm.Bare : form;
        var head = $$"""{"kind":"{{kind}}","apiVersion":"{{apiVersion}}","metadata":{{JsonText.Compact(metadata)}},"items":[""";
        var body = new List<ReadOnlyMemory<byte>> { Encoding.UTF8.GetBytes(head) };
        foreach (var obj in objects)
        {
            if (body.Count > 1)
            {
                body.Add(s_comma);
            }

            body.Add(obj.Bytes(version, item));
        }

        body.Add(s_end);
        return body;
    }
}
