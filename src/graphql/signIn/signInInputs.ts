import { Field, InputType } from 'type-graphql';

@InputType('SignInInput', { description: 'What a user signs in with.' })
export class SignInInput {
  @Field(() => String, { description: 'E-mail address of the user, in letters of any case.' })
  readonly email!: string;

  @Field(() => String, { description: 'Password of the user.' })
  readonly password!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Whether to set a cookie instead of answering tokens. Only for GreyOak's own pages; all others are refused.",
  })
  readonly cookie!: boolean;
}

@InputType('ChangePasswordInput', { description: 'A password, and the one that replaces it.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The password of now.' })
  readonly current!: string;

  @Field(() => String, {
    description:
      'The next password: 12 to 128 characters, not a common one, and without the e-mail address or the name.',
  })
  readonly next!: string;
}
