namespace Alitellm.Testing.Kubernetes;

/// <summary>Content negotiation: the first acceptable form wins.</summary>
internal static class AcceptHeader
{
    /// <exception cref="ApiStatusException">406 when the client takes nothing the server speaks.</exception>
    public static ObjectForm Choose(string accept)
    {
        if (accept.Length == 0)
        {
            return ObjectForm.Full;
        }

        foreach (var option in accept.Split(',', StringSplitOptions.TrimEntries))
        {
            var parts = option.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0] is not ("application/json" or "application/*" or "*/*"))
            {
                continue;
            }

            var parameters = parts.Skip(1).Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1]);
            switch (parameters.GetValueOrDefault("as"))
            {
                case null:
                    return ObjectForm.Full;
                case "Table" when IsMetaV1(parameters):
                    return ObjectForm.Table;
                case "PartialObjectMetadata" or "PartialObjectMetadataList" when IsMetaV1(parameters):
                    return ObjectForm.Metadata;
            }
        }

        throw ApiErrors.NotAcceptable();
    }

    private static bool IsMetaV1(Dictionary<string, string> parameters) =>
        parameters.GetValueOrDefault("g") == "meta.k8s.io" && parameters.GetValueOrDefault("v") == "v1";
}
