using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources;

/// <summary>The list of models in OpenAI's form, which many servers speak: one answer with all of them.</summary>
internal static class OpenAIModelList
{
    /// <param name="root">What <c>/models</c> is appended to.</param>
    public static async Task<IReadOnlyList<ModelCandidate>> ReadAsync(SourceClient client, string source, Uri root, string? key, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(source, root.Append("models"), SourceCredentials.Bearer(key), cancellationToken);
        return [.. answer.Items("data").Select(model => new ModelCandidate(model.Text("id")))];
    }
}
