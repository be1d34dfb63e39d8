using System.Text.Json.Nodes;

namespace Alitellm.Testing.Tests.Kubernetes;

/// <summary>Reads a watch line by line.</summary>
internal sealed class WatchLines(HttpResponseMessage response, Stream stream) : IDisposable
{
    private readonly StreamReader _reader = new(stream);

    public Task<string?> Line(CancellationToken cancellationToken = default) => _reader.ReadLineAsync(cancellationToken).AsTask();

    /// <summary>The next event as <c>TYPE name</c>, or null at the end.</summary>
    public async Task<string?> Next()
    {
        var node = await Event();
        return node is null ? null : $"{node["type"]} {node["object"]!["metadata"]?["name"]}".TrimEnd();
    }

    public async Task<JsonNode?> Event() => await Line() is { } line ? JsonNode.Parse(line) : null;

    public void Dispose()
    {
        _reader.Dispose();
        response.Dispose();
    }
}
