namespace Alitellm.LiteLLM;

/// <summary>The body of <c>POST /model/delete</c>.</summary>
public sealed record DeleteModelRequest
{
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public DeleteModelRequest(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        Id = id;
    }

    public string Id { get; }
}
