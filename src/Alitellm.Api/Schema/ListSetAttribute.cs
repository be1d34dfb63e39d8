namespace Alitellm.Api.Schema;

/// <summary>
/// The list is a set of scalars: the API server refuses duplicates and merges apply patches per item. Lists without it are replaced as a whole.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListSetAttribute : Attribute;
