using System.Text.Json.Nodes;
using Alitellm.Api.AccessGroups;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Content;
using Alitellm.Operator.Remote.References;

namespace Alitellm.Operator.Kinds.AccessGroup;

/// <summary>Pure: what a LiteLLMAccessGroup sends to LiteLLM.</summary>
internal static class AccessGroupRenderer
{
    public static AccessGroupDesired Render(LiteLLMAccessGroup resource, RenderContext context)
    {
        var spec = resource.Spec;
        var references = AccessGroupReferences.Of(spec);
        var body = new JsonObject
        {
            [AccessGroupFields.Name] = resource.Metadata.Name,
            [AccessGroupFields.Description] = string.IsNullOrEmpty(spec.Description) ? null : spec.Description,
            [AccessGroupFields.Models] = NameSets.Array(NameSets.Of(spec.Models, spec.ModelGroups)),
            [AccessGroupFields.McpServers] = Ids(references.McpServers),
            [AccessGroupFields.Agents] = Ids(references.Agents),
        };
        return new(resource.Metadata.Name, body, ContentHash.Of(body));

        JsonArray Ids(IEnumerable<Reference> names) => NameSets.Array(NameSets.Of(names.SelectMany(context.References.Ids)));
    }
}
