using System.Globalization;
using System.Text.Json.Nodes;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;

namespace Alitellm.Benchmarks.Informers;

/// <summary>Creates the widgets of the measurements where they are missing: round robin over ten namespaces, 16 writers.</summary>
internal sealed class WidgetFleet(KubernetesConnection connection)
{
    private const int Namespaces = 10;
    private const int Writers = 16;

    public static ResourceType<Widget> Type { get; } = new("bench.example.com", "v1", "widgets", "Widget", WidgetJsonContext.Default.Widget);

    public static ObjectKey Key(int i) => new($"bench-{i % Namespaces:00}", $"widget-{i:00000}");

    /// <returns>The widgets that exist; null while the kind is unknown.</returns>
    public async Task<int?> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await connection.ListAsync(Type, "", null, cancellationToken)).Count;
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    public async Task FillAsync(int count, CancellationToken cancellationToken)
    {
        if (await CountAsync(cancellationToken) is null)
        {
            await DefineAsync(cancellationToken);
        }

        var namespaces = connection.Resource(PartialObject.TypeOf("", "v1", "namespaces", "Namespace"));
        for (var i = 0; i < Namespaces; i++)
        {
            var name = $"bench-{i:00}";
            await TolerateExisting(() => namespaces.CreateAsync(new() { Metadata = new() { Name = name } }, cancellationToken));
        }

        var widgets = connection.Resource(Type);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancellationToken }, async (i, ct) =>
        {
            try
            {
                await widgets.CreateAsync(Make(i), ct);
            }
            catch (KubernetesApiException e) when (e.IsConflict)
            {
                // Left over from an earlier fill.
            }
        });
    }

    private async Task DefineAsync(CancellationToken cancellationToken)
    {
        var definition = PartialObject.TypeOf("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition");
        await connection.Resource(definition).ApplyAsync(new("", "widgets.bench.example.com"), Definition(), "alitellm-benchmarks", true, cancellationToken);
        while (await CountAsync(cancellationToken) is null)
        {
            await Task.Delay(200, cancellationToken);
        }
    }

    private static async Task TolerateExisting(Func<Task> create)
    {
        try
        {
            await create();
        }
        catch (KubernetesApiException e) when (e.IsConflict)
        {
            // Exists already.
        }
    }

    private static Widget Make(int i)
    {
        var key = Key(i);
        string Number(int n) => ((i * 7919) + n).ToString("00000000", CultureInfo.InvariantCulture);
        return new()
        {
            Metadata = new()
            {
                NamespaceProperty = key.Namespace,
                Name = key.Name,
                Labels = new Dictionary<string, string>
                {
                    ["app.kubernetes.io/name"] = "widget",
                    ["app.kubernetes.io/instance"] = key.Name,
                    ["app.kubernetes.io/part-of"] = "bench",
                    ["bench.example.com/shard"] = $"shard-{i % 16:00}",
                    ["bench.example.com/tier"] = i % 3 == 0 ? "gold" : "silver",
                },
                Annotations = new Dictionary<string, string>
                {
                    ["bench.example.com/checksum"] = $"sha256-{Number(1)}{Number(2)}{Number(3)}{Number(4)}",
                    ["bench.example.com/source"] = $"https://git.example.com/team/repo/blob/main/widgets/{key.Name}.yaml",
                    ["bench.example.com/touched"] = "0",
                },
            },
            Spec = new()
            {
                Title = $"Widget number {i}",
                Text = string.Concat(Enumerable.Repeat($"This is a longer text of {key.Name}. ", 10))[..290],
                Size = i,
                Enabled = i % 2 == 0,
                Owner = new() { Team = $"team-{i % 50:00}", Contact = $"team-{i % 50:00}@example.com", CostCenter = $"cc-{Number(5)}" },
                Endpoint = new()
                {
                    Url = $"https://{key.Name}.{key.Namespace}.svc.example.com/v1/chat",
                    Port = 8443,
                    TimeoutSeconds = 30,
                    Headers = new() { ["x-tenant"] = key.Namespace, ["x-request-class"] = "standard", ["x-trace"] = Number(6) },
                },
                Limits = new() { RequestsPerMinute = 600, TokensPerMinute = 100000, MaxParallel = 8, Window = "1m0s" },
                Tags = [.. Enumerable.Range(0, 5).Select(n => $"tag-{(i + n) % 97:00}")],
                Parameters = Enumerable.Range(0, 8).ToDictionary(n => $"parameter-{n}", n => $"value-{Number(n)}"),
                Targets = [.. Enumerable.Range(0, 2).Select(n => new WidgetTarget
                {
                    Name = $"target-{n}", Region = n == 0 ? "eu-central-1" : "us-east-2", Address = $"10.{n}.{i / 250 % 250}.{i % 250}", Weight = 50, Primary = n == 0,
                })],
            },
        };
    }

    private static JsonObject Definition()
    {
        return (JsonObject)JsonNode.Parse("""
            {
              "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "widgets.bench.example.com"},
              "spec": {
                "group": "bench.example.com", "scope": "Namespaced", "names": {"plural": "widgets", "singular": "widget", "kind": "Widget"},
                "versions": [{
                  "name": "v1", "served": true, "storage": true, "subresources": {"status": {}},
                  "schema": {"openAPIV3Schema": {"type": "object", "properties": {
                    "spec": {"type": "object", "properties": {
                      "title": {"type": "string"}, "text": {"type": "string"}, "size": {"type": "integer"}, "enabled": {"type": "boolean"},
                      "owner": {"type": "object", "properties": {"team": {"type": "string"}, "contact": {"type": "string"}, "costCenter": {"type": "string"}}},
                      "endpoint": {"type": "object", "properties": {"url": {"type": "string"}, "port": {"type": "integer"}, "timeoutSeconds": {"type": "integer"},
                        "headers": {"type": "object", "additionalProperties": {"type": "string"}}}},
                      "limits": {"type": "object", "properties": {"requestsPerMinute": {"type": "integer"}, "tokensPerMinute": {"type": "integer"},
                        "maxParallel": {"type": "integer"}, "window": {"type": "string"}}},
                      "tags": {"type": "array", "items": {"type": "string"}},
                      "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
                      "targets": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"], "items": {"type": "object", "required": ["name"],
                        "properties": {"name": {"type": "string"}, "region": {"type": "string"}, "address": {"type": "string"}, "weight": {"type": "integer"}, "primary": {"type": "boolean"}}}}
                    }},
                    "status": {"type": "object", "properties": {
                      "observedGeneration": {"type": "integer"},
                      "conditions": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["type"], "items": {"type": "object", "required": ["type"],
                        "properties": {"type": {"type": "string"}, "status": {"type": "string"}, "reason": {"type": "string"}, "message": {"type": "string"},
                          "observedGeneration": {"type": "integer"}, "lastTransitionTime": {"type": "string", "format": "date-time"}}}}
                    }}
                  }}}
                }]
              }
            }
            """)!;
    }
}
