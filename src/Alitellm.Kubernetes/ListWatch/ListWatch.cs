using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Alitellm.Kubernetes.Client;
using k8s;
using k8s.Models;

namespace Alitellm.Kubernetes.ListWatch;

/// <summary>Lists and watches one kind in one namespace (or all). A call is one list or one watch; when to call again is decided elsewhere.</summary>
internal sealed class ListWatch<T>(KubernetesConnection connection, ResourceType<T> type, string @namespace, ListWatchOptions options)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ItemDecoder<T> _decoder = new(type);
    private readonly string _collection = ResourcePath.Collection(type.Group, type.Version, type.Plural, @namespace);
    private readonly string _what = $"{type.Plural}{(@namespace.Length == 0 ? "" : " in ")}{@namespace}";

    /// <param name="version"><c>0</c>: whatever the server's cache has; a version: not older than that; empty: straight from etcd.</param>
    /// <returns>The version to watch from.</returns>
    /// <exception cref="KubernetesApiException">Refused, not reached, or not a list.</exception>
    public async Task<string> ListAsync(string version, IListSink<T> sink, CancellationToken cancellationToken)
    {
        // Only a list that bypasses the watch cache is paged: a limit would take the others off the cache as well.
        var page = await PageAsync(version, null, version.Length == 0 ? options.PageSize : null, sink, cancellationToken);
        var restarted = false;
        while (page.Continue is { } token)
        {
            try
            {
                page = await PageAsync("", token, options.PageSize, sink, cancellationToken);
            }
            catch (KubernetesApiException e) when (e.IsExpired && !restarted)
            {
                restarted = true;
                sink.Restart();
                page = await PageAsync("", null, null, sink, cancellationToken);
            }
        }

        return page.ResourceVersion is { Length: > 0 } listed ? listed
            : throw new KubernetesApiException(null, ApiFailures.Undecodable, $"list {_what}: the list has no resourceVersion");
    }

    /// <summary>Watches until the watch ends, however it ends; throws only when cancelled or when the sink does.</summary>
    public async Task<WatchEnd> WatchAsync(string version, IWatchSink<T> sink, Random random, CancellationToken cancellationToken)
    {
        var what = $"watch {_what}";
        // Spread, or all watches that an API server's restart made simultaneous would stay so.
        var duration = options.WatchDuration * (0.9 + (0.2 * random.NextDouble()));
        using var deadline = new Deadline(KubernetesConnection.RequestLimit, connection.TimeProvider, cancellationToken);
        using var request = Request(WatchQuery(version, duration), "PartialObjectMetadata");
        HttpResponseMessage response;
        try
        {
            response = await connection.SendAsync(request, what, deadline);
        }
        catch (KubernetesApiException e)
        {
            return new(e.Status is null ? WatchEndKind.Unreachable : WatchEndKind.Refused, 0, TimeSpan.Zero, e);
        }

        using (response)
        {
            var started = connection.TimeProvider.GetTimestamp();
            var silence = duration + options.IdleMargin;
            deadline.Extend(silence);
            sink.Connected();
            await using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
            using var body = new ResponseBuffer(stream);
            var session = new WatchSession<T>(body, _decoder, sink, what);
            var (kind, failure) = await session.RunAsync(deadline, silence);
            return new(kind, session.Lines, connection.TimeProvider.GetElapsedTime(started), failure);
        }
    }

    private async Task<ListPage> PageAsync(string version, string? token, int? limit, IListSink<T> sink, CancellationToken cancellationToken)
    {
        var what = $"list {_what}";
        using var deadline = new Deadline(KubernetesConnection.RequestLimit, connection.TimeProvider, cancellationToken);
        using var request = Request(ListQuery(version, token, limit), "PartialObjectMetadataList");
        using var response = await connection.SendAsync(request, what, deadline);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
            using var body = new ResponseBuffer(stream);
            // A big list may take long; it may not stand still.
            return await new ListReader<T>(body, _decoder, sink).ReadAsync(() => deadline.Extend(KubernetesConnection.RequestLimit), deadline.Token);
        }
        catch (Exception e) when (ApiFailures.Translate(e, deadline, what) is { } failure)
        {
            throw failure;
        }
    }

    private HttpRequestMessage Request(string query, string metadataKind)
    {
        var request = connection.Request(HttpMethod.Get, _collection + query);
        if (options.MetadataOnly)
        {
            // Plain JSON second: a server that cannot strip the objects sends them whole and the decoder takes the metadata.
            request.Headers.Accept.Clear();
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse($"application/json;as={metadataKind};g=meta.k8s.io;v=v1"));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json", 0.5));
        }

        return request;
    }

    private string ListQuery(string version, string? token, int? limit)
    {
        var query = new StringBuilder();
        Append(query, "resourceVersion", version);
        Append(query, "continue", token);
        Append(query, "limit", limit?.ToString(CultureInfo.InvariantCulture));
        Append(query, "labelSelector", options.LabelSelector);
        Append(query, "fieldSelector", options.FieldSelector);
        return query.ToString();
    }

    private string WatchQuery(string version, TimeSpan duration)
    {
        var query = new StringBuilder("?watch=true&allowWatchBookmarks=true");
        Append(query, "resourceVersion", version);
        Append(query, "timeoutSeconds", ((long)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        Append(query, "labelSelector", options.LabelSelector);
        Append(query, "fieldSelector", options.FieldSelector);
        return query.ToString();
    }

    private static void Append(StringBuilder query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
