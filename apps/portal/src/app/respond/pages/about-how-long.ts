import { message } from '../../language/message';

const MINUTES_PER_QUESTION = 1.5;

/** A rough time for so many questions, in words and rounded to what one plans with. */
export function aboutHowLong(questions: number): string {
  const minutes = questions * MINUTES_PER_QUESTION;
  if (minutes <= 50)
    return $localize`:@@about-how-long.about-minutes:about ${Math.max(10, Math.ceil(minutes / 10) * 10)}:max: minutes`;
  const halves = Math.max(2, Math.round(minutes / 30));
  const hours = `${Math.floor(halves / 2)}${halves % 2 === 1 ? '½' : ''}`;
  return message(
    $localize`:@@about-how-long.hours:about {halves, plural, =2 {1 hour} other {{hours} hours}}`,
    { halves, hours },
  );
}
