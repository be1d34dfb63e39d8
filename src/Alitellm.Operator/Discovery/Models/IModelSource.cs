using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models;

/// <summary>One type of source: reads the complete list of models it offers.</summary>
internal interface IModelSource
{
    /// <summary>The value of <c>spec.type</c>.</summary>
    string Type { get; }

    /// <summary>What LiteLLM calls the provider: the part of <c>params.model</c> before the slash.</summary>
    string Provider { get; }

    /// <summary>The keys this source reads from the Secret.</summary>
    CredentialKeys Credentials { get; }

    /// <summary>All models in the source's order, duplicates included. Either the whole list or an exception, never a part.</summary>
    /// <exception cref="SourceException">The source could not be listed.</exception>
    Task<IReadOnlyList<ModelCandidate>> ListAsync(ModelSourceRequest request, CancellationToken cancellationToken);
}
