using System.Text.Json;

namespace Alitellm.Kubernetes.Client;

/// <summary>Asks a server what it serves. Every authenticated client may.</summary>
internal sealed class ApiDiscovery(KubernetesConnection connection)
{
    /// <summary>The versions in which a kind is served, in the server's order; empty where it is not served at all.</summary>
    /// <exception cref="KubernetesApiException">Refused, not reached, or not the document that was asked for.</exception>
    public async Task<IReadOnlyList<string>> VersionsAsync(string group, string plural, CancellationToken cancellationToken)
    {
        var served = new List<string>();
        var path = $"apis/{Uri.EscapeDataString(group)}";
        foreach (var version in await NamesAsync(path, "versions", "version", cancellationToken))
        {
            var resources = await NamesAsync($"{path}/{Uri.EscapeDataString(version)}", "resources", "name", cancellationToken);
            if (resources.Contains(plural))
            {
                served.Add(version);
            }
        }

        return served;
    }

    /// <summary>One text of every element of a document's list.</summary>
    private async Task<IReadOnlyList<string>> NamesAsync(string path, string list, string name, CancellationToken cancellationToken)
    {
        var what = $"read {path}";
        using var deadline = new Deadline(KubernetesConnection.RequestLimit, connection.TimeProvider, cancellationToken);
        using var request = connection.Request(HttpMethod.Get, path);
        try
        {
            using var response = await connection.SendAsync(request, what, deadline);
            await using var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
            using var document = await JsonDocument.ParseAsync(stream, cancellationToken: deadline.Token);
            return [.. Elements(document.RootElement, list).Select(element => Text(element, name)).OfType<string>()];
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return [];
        }
        catch (Exception e) when (ApiFailures.Translate(e, deadline, what) is { } failure)
        {
            throw failure;
        }
    }

    private static IEnumerable<JsonElement> Elements(JsonElement root, string list)
    {
        return root.ValueKind == JsonValueKind.Object && root.TryGetProperty(list, out var found) && found.ValueKind == JsonValueKind.Array ? found.EnumerateArray() : [];
    }

    private static string? Text(JsonElement element, string name)
    {
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;
    }
}
