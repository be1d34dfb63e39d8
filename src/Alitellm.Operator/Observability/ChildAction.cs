namespace Alitellm.Operator.Observability;

/// <summary>What was done to a generated object.</summary>
internal enum ChildAction
{
    Create,
    Update,
    Delete,
}
