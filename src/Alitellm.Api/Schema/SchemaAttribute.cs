namespace Alitellm.Api.Schema;

/// <summary>A constraint that the CRD generator writes into a property's schema.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class SchemaAttribute : Attribute
{
    /// <summary>On a list: the constraint is each item's, not the list's.</summary>
    public bool OnItems { get; init; }
}
