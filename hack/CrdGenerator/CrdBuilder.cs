using System.Reflection;
using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.Schema;

namespace Alitellm.CrdGenerator;

/// <summary>Makes the CustomResourceDefinition of a kind.</summary>
internal sealed class CrdBuilder(XmlDocs docs)
{
    private readonly SchemaBuilder _schemas = new(docs);

    /// <param name="type">A type marked with <see cref="KubernetesKindAttribute"/>.</param>
    /// <exception cref="SchemaException">The type or an attribute is not valid.</exception>
    public JsonObject Build(Type type)
    {
        var kind = type.GetCustomAttribute<KubernetesKindAttribute>() ?? throw new SchemaException(type.Name, "is not marked with [KubernetesKind].");
        var schema = Root(type, kind);
        var singular = kind.Kind.ToLowerInvariant();
        return new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = $"{kind.Plural}.{ApiGroup.Group}" },
            ["spec"] = new JsonObject
            {
                ["group"] = ApiGroup.Group,
                ["names"] = new JsonObject
                {
                    ["categories"] = new JsonArray(ApiGroup.Category),
                    ["kind"] = kind.Kind,
                    ["listKind"] = kind.Kind + "List",
                    ["plural"] = kind.Plural,
                    ["shortNames"] = new JsonArray(kind.ShortName),
                    ["singular"] = singular,
                },
                ["scope"] = "Namespaced",
                ["versions"] = new JsonArray(new JsonObject
                {
                    ["additionalPrinterColumns"] = PrinterColumns.Build(type, schema),
                    ["name"] = ApiGroup.Version,
                    ["schema"] = new JsonObject { ["openAPIV3Schema"] = schema },
                    ["served"] = true,
                    ["storage"] = true,
                    ["subresources"] = new JsonObject { ["status"] = new JsonObject() },
                }),
            },
        };
    }

    private JsonObject Root(Type type, KubernetesKindAttribute kind)
    {
        var properties = new JsonObject
        {
            ["apiVersion"] = new JsonObject { ["description"] = $"The version of this API: {ApiGroup.ApiVersion}.", ["type"] = "string" },
            ["kind"] = new JsonObject { ["description"] = $"The kind of this object: {kind.Kind}.", ["type"] = "string" },
            ["metadata"] = new JsonObject { ["type"] = "object" },
        };
        var schema = new JsonObject { ["description"] = docs.Summary(type), ["properties"] = properties, ["type"] = "object" };
        foreach (var name in new[] { "Spec", "Status" })
        {
            var property = type.GetProperty(name) ?? throw new SchemaException(type.Name, $"has no property {name}.");
            properties[JsonNames.Of(property)] = _schemas.Property(property);
        }

        // A spec that must hold something cannot be left out; one without required fields can, as it always could.
        if (properties["spec"]!["required"] is not null)
        {
            schema["required"] = new JsonArray("spec");
        }

        CelRules.Add(schema, type);
        return schema;
    }
}
