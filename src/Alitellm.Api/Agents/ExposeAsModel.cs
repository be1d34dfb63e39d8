namespace Alitellm.Api.Agents;

/// <summary>The model an agent is called as.</summary>
public sealed class ExposeAsModel
{
    /// <summary>Model access groups of the generated model; without any the operator's default access group is added.</summary>
    public IList<string>? AccessGroups { get; set; }
}
