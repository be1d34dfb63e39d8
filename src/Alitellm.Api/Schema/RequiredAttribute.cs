namespace Alitellm.Api.Schema;

/// <summary>The API server refuses an object without this property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;
